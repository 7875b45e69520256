export { default } from "@/app/(auth)/layout";
