import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './generated/api.ts';

export type { components, operations, paths } from './generated/api.ts';

/** A refusal as the API words it: RFC 9457 with a stable code. */
export type ProblemDocument = components['schemas']['Problem'];

export interface ClientOptions {
  /** Where the API listens, for example `http://127.0.0.1:8080`. */
  baseUrl: string;
  /** `rgl_…`; absent in a browser, whose session cookie goes by itself. */
  key?: string;
  /** Language of titles and messages in refusals. Default Russian. */
  language?: 'ru' | 'en';
  fetch?: typeof globalThis.fetch;
}

export type ReglamentClient = Client<paths>;

/** Every route of the API with its types: `client.POST('/api/v1/instances', { body, headers: … })`. */
export function createClient({ baseUrl, key, language = 'ru', fetch }: ClientOptions): ReglamentClient {
  return createFetchClient<paths>({
    baseUrl,
    headers: {
      'accept-language': language,
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    },
    ...(fetch ? { fetch } : {}),
  });
}

/** A refused request, for those who would rather catch than branch. */
export class Refusal extends Error {
  readonly status: number;
  readonly problem: ProblemDocument;

  constructor(status: number, problem: ProblemDocument) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`);
    this.name = 'Refusal';
    this.status = status;
    this.problem = problem;
  }
}

/** The answer's data; throws `Refusal` when there are none. */
export async function dataOf<Data>(
  answer: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<NonNullable<Data>> {
  const { data, error, response } = await answer;
  if (error !== undefined || !response.ok) throw new Refusal(response.status, error as ProblemDocument);
  return data as NonNullable<Data>;
}

/** Uploads one file; the name must carry the extension of its content. */
export function uploadFile(client: ReglamentClient, content: Blob, name: string) {
  return dataOf(
    client.POST('/api/v1/files', {
      body: { file: name },
      bodySerializer: () => {
        const form = new FormData();
        form.append('file', content, name);
        return form;
      },
    }),
  );
}
