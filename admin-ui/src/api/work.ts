import type { Answer, QueryOf } from './answers.ts';
import { call, idempotencyKey } from './http.ts';

export type TaskPage = Answer<'listUserTasks'>;
export type TaskSummary = TaskPage['items'][number];
export type UserTask = Answer<'getUserTask'>;
export type Case = Answer<'getInstance'>;
export type CasePage = Answer<'listInstances'>;
export type TaskQuery = QueryOf<'listUserTasks'>;
export type CaseQuery = QueryOf<'listInstances'>;
export type Definition = Answer<'getDefinitionVersion'>;
export type StoredFile = { id: string; name: string; mediaType: string; bytes: number };

interface Offered {
  document: string;
  fileId: string;
}

interface Completion {
  outcome?: string;
  reason?: string;
  form?: { [name: string]: unknown };
  documents?: Offered[];
}

const v1 = '/api/v1';

export const listTasks = (query: TaskQuery, signal?: AbortSignal) =>
  call<TaskPage>('GET', `${v1}/user-tasks`, { query, signal });
export const getTask = (id: string) => call<UserTask>('GET', `${v1}/user-tasks/${id}`);
export const claimTask = (id: string) => call<Answer<'claimUserTask'>>('POST', `${v1}/user-tasks/${id}/claim`);
export const releaseTask = (id: string) => call<void>('POST', `${v1}/user-tasks/${id}/release`);
export const completeTask = (id: string, body: Completion, key: string) =>
  call<Answer<'completeUserTask'>>('POST', `${v1}/user-tasks/${id}/complete`, {
    body,
    headers: { 'idempotency-key': key },
  });

export const listCases = (query: CaseQuery) => call<CasePage>('GET', `${v1}/instances`, { query });
export const getCase = (id: string) => call<Case>('GET', `${v1}/instances/${id}`);
export const attachDocuments = (id: string, documents: Offered[]) =>
  call<Answer<'attachDocuments'>>('POST', `${v1}/instances/${id}/documents`, {
    body: { documents },
    headers: idempotencyKey(),
  });

export const getDefinitionVersion = (key: string, version: number) =>
  call<Definition>('GET', `${v1}/definitions/${key}/versions/${version}`);
export const listDefinitions = () =>
  call<Answer<'listDefinitions'>>('GET', `${v1}/definitions`, { query: { limit: 200 } });

export function uploadFile(file: File): Promise<StoredFile> {
  const body = new FormData();
  body.append('file', file);
  return call<StoredFile>('POST', `${v1}/files`, { body });
}

/** Where the bytes of a file are had; the session goes along. */
export const fileAddress = (id: string) => `${v1}/files/${id}`;
