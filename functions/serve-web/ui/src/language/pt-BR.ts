import freightTables from "../../../../../shared/i18n/messages/pt-BR/freight-tables.ftl?raw";
import simulator from "../../../../../shared/i18n/messages/pt-BR/simulator.ftl?raw";
import web from "../../../../../shared/i18n/messages/pt-BR/web.ftl?raw";

export default [web, simulator, freightTables];
