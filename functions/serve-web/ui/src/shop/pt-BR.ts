import shop from "../../../../../shared/i18n/messages/pt-BR/shop.ftl?raw";
import web from "../../../../../shared/i18n/messages/pt-BR/web.ftl?raw";

export default [web, shop];
