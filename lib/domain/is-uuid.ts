const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids that are no UUID name nothing; asking the database would be an error instead. */
export function isUuid(id: string): boolean {
  return uuid.test(id);
}
