import freightTables from "../../../../../shared/i18n/messages/en/freight-tables.ftl?raw";
import simulator from "../../../../../shared/i18n/messages/en/simulator.ftl?raw";
import web from "../../../../../shared/i18n/messages/en/web.ftl?raw";

export default [web, simulator, freightTables];
