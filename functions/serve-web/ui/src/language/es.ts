import freightTables from "../../../../../shared/i18n/messages/es/freight-tables.ftl?raw";
import simulator from "../../../../../shared/i18n/messages/es/simulator.ftl?raw";
import web from "../../../../../shared/i18n/messages/es/web.ftl?raw";

export default [web, simulator, freightTables];
