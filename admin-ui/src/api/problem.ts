/** What the server refused, in the words it gave (RFC 9457), or that it can't be reached. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly pointer: string;
  readonly errors: readonly { code: string; pointer: string; message: string }[];
  /** Further members, for example who holds a user task. */
  readonly more: { readonly [name: string]: unknown };

  constructor(status: number, body: { [name: string]: unknown }) {
    super(String(body.detail ?? body.title ?? ''));
    this.name = 'Problem';
    this.status = status;
    this.code = String(body.code ?? 'unknown');
    this.pointer = String(body.pointer ?? '');
    this.errors = Array.isArray(body.errors) ? body.errors : [];
    this.more = body;
  }
}

export function isOffline(error: unknown): boolean {
  return error instanceof Problem && error.code === 'offline';
}
