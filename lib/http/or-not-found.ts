import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/** For pages: what a service does not find becomes the page that says so. Another workspace's row and none are the same. */
export async function orNotFound<T>(found: Promise<T>): Promise<T> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
