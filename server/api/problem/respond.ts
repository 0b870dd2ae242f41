import { STATUS_CODES } from 'node:http';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { FileRefusedError } from '../../files/intake.ts';
import { RejectedError, UnknownInstanceError } from '../../runtime.ts';
import type { ProblemCode } from './codes.ts';
import { inLanguage, type Language, languageOf } from './language.ts';
import { ApiProblem, problem } from './problem.ts';
import { rejectionProblem } from './rejection.ts';
import { isOutage } from './outage.ts';

/** The body of every refusal: RFC 9457 with a stable code, a pointer and the single faults. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: string;
  pointer: string;
  detail?: string;
  errors: { code: string; pointer: string; message: string }[];
  [extension: string]: unknown;
}

export function problemDocument(refusal: ApiProblem, language: Language): ProblemDocument {
  return {
    ...refusal.extensions,
    type: `urn:reglament:problem:${refusal.code}`,
    title: inLanguage(refusal.kind, language),
    status: refusal.kind.status,
    code: refusal.code,
    pointer: refusal.pointer,
    ...(refusal.detail === undefined ? {} : { detail: inLanguage(refusal.detail, language) }),
    errors: refusal.errors.map((fault) => ({ ...fault, message: inLanguage(fault.message, language) })),
  };
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, refusal: ApiProblem): FastifyReply {
  const language = languageOf(request.headers['accept-language']);
  if (refusal.kind.status === 401) reply.header('www-authenticate', 'Bearer realm="reglament"');
  return reply
    .code(refusal.kind.status)
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemDocument(refusal, language)));
}

/** A refusal written before Fastify has a request: what came was not HTTP. */
export function rawProblem(code: ProblemCode): string {
  const body = JSON.stringify(problemDocument(problem(code), 'ru'));
  const { status } = problem(code).kind;
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json; charset=utf-8',
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

const ofFramework: { readonly [code: string]: ProblemCode } = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.tooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.mediaType',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'request.mediaType',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.emptyBody',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformedJson',
  FST_ERR_BAD_URL: 'request.badUrl',
  FST_ERR_MAX_PARAM_LENGTH: 'request.badUrl',
  FST_REQ_FILE_TOO_LARGE: 'file.tooLarge',
  FST_FILES_LIMIT: 'file.tooMany',
  FST_PARTS_LIMIT: 'file.tooMany',
  FST_FIELDS_LIMIT: 'file.tooMany',
  FST_PROTO_VIOLATION: 'request.forbiddenKey',
};

/** Whatever was thrown, as a refusal. Only what nobody foresaw is a fault of ours. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof RejectedError) return rejectionProblem(error);
  if (error instanceof UnknownInstanceError) return problem('instance.unknown');
  if (error instanceof FileRefusedError) return problem(error.code, { pointer: '/file' });
  if (isOutage(error)) return problem('server.unavailable');
  const { code, statusCode } = error as FastifyError;
  const known = typeof code === 'string' && Object.hasOwn(ofFramework, code) ? ofFramework[code] : undefined;
  if (known) return problem(known);
  if (statusCode === 429) return problem('rate.limited');
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return problem('request.rejected');
  return problem('server.fault');
}
