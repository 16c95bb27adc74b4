import shop from "../../../../../shared/i18n/messages/en/shop.ftl?raw";
import web from "../../../../../shared/i18n/messages/en/web.ftl?raw";

export default [web, shop];
