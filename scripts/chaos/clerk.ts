import { randomUUID } from 'node:crypto';
import type { Company } from '../../activities/registry/company.ts';
import type { Seeded } from '../../server/demo/seeded.ts';
import type { Tree } from './tree.ts';

/** A refusal that no retry can change: something was lost or done twice. */
export class Refused extends Error {}

export interface People {
  applicant: string;
  operator: string;
  expert: string;
  head: string;
}

const paper = new Blob(['%PDF-1.4\n% paper\n%%EOF\n'], { type: 'application/pdf' });

/** Asks over HTTP, and asks again with the same key until there is an answer. */
export class Asker {
  readonly #tree: Tree;
  /** Requests that have been answered. */
  answered = 0;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  async get<T>(token: string, path: string): Promise<T> {
    return (await this.#ask(path, () => ({ headers: { authorization: `Bearer ${token}` } }))) as T;
  }

  /** `mayGo` is awaited before every sending: a fault may want others to come first. */
  async post<T>(token: string, path: string, body: object, mayGo: () => Promise<void> = async () => {}): Promise<T> {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    };
    const answer = await this.#ask(path, () => ({ method: 'POST', headers, body: JSON.stringify(body) }), mayGo);
    this.answered++;
    return answer as T;
  }

  async upload(token: string): Promise<string> {
    const answer = await this.#ask('/files', () => {
      const body = new FormData();
      body.append('file', paper, 'paper.pdf');
      return { method: 'POST', headers: { authorization: `Bearer ${token}` }, body };
    });
    return (answer as { id: string }).id;
  }

  async #ask(path: string, request: () => RequestInit, mayGo: () => Promise<void> = async () => {}): Promise<unknown> {
    for (let pause = 50; ; pause = Math.min(pause * 2, 1_000)) {
      await mayGo();
      try {
        const response = await fetch(`${this.#tree.url}/api/v1${path}`, {
          ...request(),
          signal: AbortSignal.timeout(60_000),
        });
        const text = await response.text();
        if (response.ok) return JSON.parse(text);
        if (response.status < 500 && response.status !== 429) throw new Refused(`${path}: ${response.status} ${text}`);
      } catch (error) {
        if (error instanceof Refused) throw error;
        // Nobody there, cut off in the middle, or too late: ask again.
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

export async function hire(asker: Asker, tree: Tree, seed: number): Promise<People> {
  const person = async (title: string, role: string, groups: string[]): Promise<string> => {
    const actorId = `${title}-${seed}`;
    const body = { title: actorId, actorId, roles: [role], groups };
    return (await asker.post<{ token: string }>(tree.key, '/api-keys', body)).token;
  };
  return {
    applicant: await person('applicant', 'applicant', []),
    operator: await person('operator', 'official', ['operators']),
    expert: await person('expert', 'official', ['appeal-experts']),
    head: await person('head', 'head', ['heads']),
  };
}

/** One appeal from filing to the answer (P-20), as people live it. */
export class Clerk {
  readonly #asker: Asker;
  readonly #people: People;
  readonly #company: Company;
  readonly #incomplete: boolean;
  readonly #outcome: 'annul' | 'uphold';
  readonly #name: string;
  instanceId = '';
  /** Where the letters of this case go. */
  readonly address: string;
  /** Closed while a fault wants another event first. */
  gate: Promise<void> = Promise.resolve();

  constructor(asker: Asker, people: People, company: Company, random: Seeded, name: string) {
    this.#asker = asker;
    this.#people = people;
    this.#company = company;
    this.#name = name;
    this.address = `${name}@chaos.example`;
    this.#incomplete = random.below(10) < 3;
    this.#outcome = random.below(2) === 0 ? 'annul' : 'uphold';
  }

  async live(): Promise<void> {
    await this.#file();
    for (;;) {
      const { engineStatus } = await this.#asker.get<{ engineStatus: string }>(
        this.#people.operator,
        `/instances/${this.instanceId}`,
      );
      if (engineStatus === 'completed') return;
      if (engineStatus !== 'running') throw new Refused(`${this.#name} is ${engineStatus}`);
      if (!(await this.#work())) await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }

  async attachEvidence(): Promise<void> {
    const fileId = await this.#asker.upload(this.#people.operator);
    const body = { documents: [{ document: 'evidence', fileId }] };
    await this.#asker.post(this.#people.operator, `/instances/${this.instanceId}/documents`, body);
  }

  async #file(): Promise<void> {
    const { fullName: name, inn, kpp, ogrn, head } = this.#company;
    const { applicant } = this.#people;
    const documents = [];
    for (const document of ['decisionCopy', 'statement', 'evidence']) {
      documents.push({ document, fileId: await this.#asker.upload(applicant) });
    }
    const claim = { name, inn, kpp, ogrn, head: head?.name, contactPerson: 'Представитель' };
    const started = await this.#asker.post<{ instanceId: string }>(applicant, '/instances', {
      key: 'appeal',
      input: {
        ...{ requestNumber: 'AB-123456-7890', decisionReceivedOn: '2026-11-10', description: 'Отказ без причины' },
        applicant: { ...claim, email: this.address },
      },
      documents,
    });
    this.instanceId = started.instanceId;
  }

  /** Does one open user task; false when there is none. */
  async #work(): Promise<boolean> {
    for (const token of Object.values(this.#people)) {
      const path = `/user-tasks?instanceId=${this.instanceId}`;
      const { items } = await this.#asker.get<{ items: { id: string; elementId: string }[] }>(token, path);
      const [task] = items;
      if (!task) continue;
      const body = await this.#decision(task.elementId, token);
      await this.#asker.post(token, `/user-tasks/${task.id}/complete`, body, () => this.gate);
      return true;
    }
    return false;
  }

  #asked = false;

  async #decision(elementId: string, token: string): Promise<object> {
    const uploaded = async (document: string) => [{ document, fileId: await this.#asker.upload(token) }];
    switch (elementId) {
      case 'confirmReceipt':
        return { form: { responsible: 'Журавлёв Никита', responsibleContact: 'доб. 12', decisionMakers: ['nobody'] } };
      case 'clarifyApplicant':
        return { outcome: 'accept', reason: 'Полномочия подтверждены доверенностью' };
      case 'checkCompleteness':
        if (!this.#incomplete || this.#asked) return { outcome: 'complete' };
        this.#asked = true;
        return { outcome: 'incomplete', form: { missing: ['evidence'], question: 'Приложите переписку' } };
      case 'supplement':
        return { form: { comment: 'Приложено' }, documents: await uploaded('evidence') };
      case 'expertReview':
        return { outcome: 'conclude', form: { proposal: this.#outcome, conclusion: 'Доводы проверены' } };
      case 'decide':
        return this.#outcome === 'annul'
          ? { outcome: 'annul', reason: 'Не названа причина', form: { measures: 'Принять отчётность' } }
          : { outcome: 'uphold', reason: 'Оснований для отмены нет' };
      case 'issueDecision':
        return {
          form: { decisionNumber: '12-Ж', issuedOn: '2026-11-20' },
          documents: await uploaded('appealDecision'),
        };
      default:
        throw new Refused(`${this.#name} has come to ${elementId}, where it never should`);
    }
  }
}
