/** SQLSTATE classes and codes that mean "the database is away or overloaded", not "the query is wrong". */
const outageStates = /^(08|53|57P0|40001|40P01)/;
const socketCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EHOSTUNREACH']);
/** gRPC: deadline exceeded, resource exhausted, unavailable. */
const grpcCodes = new Set([4, 8, 14]);

/** Whether somebody we depend on is away: the same request may well succeed later. */
export function isOutage(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'number' && grpcCodes.has(code)) return true;
    if (typeof code === 'string' && (socketCodes.has(code) || outageStates.test(code))) return true;
    if (/timeout exceeded when trying to connect|Connection terminated|is still starting/.test(cause.message))
      return true;
  }
  return false;
}
