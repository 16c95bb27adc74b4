import shop from "../../../../../shared/i18n/messages/es/shop.ftl?raw";
import web from "../../../../../shared/i18n/messages/es/web.ftl?raw";

export default [web, shop];
