export { GET, POST } from "@/app/api/webhooks/[sourceId]/route";
