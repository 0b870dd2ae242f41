import { createHash } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemCodes } from '../../../server/api/problem/codes.ts';
import { permissions } from '../../../server/auth/permissions.ts';
import { type Application, anApplication, everyRoute } from './application.ts';

interface Content {
  [mediaType: string]: { schema: object; example?: unknown };
}
interface Operation {
  operationId: string;
  summary: string;
  security?: object[];
  requestBody?: { content: Content };
  responses: { [status: string]: { description: string; content?: Content } };
}
interface Document {
  openapi: string;
  paths: { [path: string]: { [method: string]: Operation } };
  components: { schemas: { Problem: object }; securitySchemes: object };
}

describe('/openapi.json', () => {
  let application: Application;
  let document: Document;
  let operations: [name: string, operation: Operation][];

  beforeAll(async () => {
    application = await anApplication(everyRoute);
    document = (await application.app.inject('/openapi.json')).json<Document>();
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );
  });
  afterAll(() => application.close());

  it('is OpenAPI 3.1 and describes exactly the routes that the table of permissions knows', () => {
    expect(document.openapi).toBe('3.1.0');
    const described = operations.map(([name]) => name.replaceAll(/\{(\w+)\}/g, ':$1')).sort();
    const pages = ['GET /openapi.json', 'GET /docs', 'GET /docs/', 'GET /docs/js/scalar.js'];
    expect(described).toEqual(
      Object.keys(permissions)
        .filter((route) => !pages.includes(route))
        .sort(),
    );
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says which routes ask for no key', () => {
    const open = operations
      .filter(([, { security }]) => security?.length === 0)
      .map(([name]) => name.replaceAll(/\{(\w+)\}/g, ':$1'));
    const public_ = Object.entries(permissions).filter(
      ([route, permission]) => permission === 'public' && route.includes('/api/'),
    );
    expect(open.sort()).toEqual(['GET /health', ...public_.map(([route]) => route)].sort());
  });

  it('gives an example that its own schema accepts for every body and every answer', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    formats.default(ajv);
    const faults: string[] = [];
    for (const [name, { requestBody, responses }] of operations) {
      const bodies = Object.entries(requestBody?.content ?? {}).map(([type, content]) => ({
        at: `${name} body`,
        type,
        content,
      }));
      const answers = Object.entries(responses)
        .filter(([status]) => status.startsWith('2'))
        .flatMap(([status, { content = {} }]) =>
          Object.entries(content).map(([type, one]) => ({ at: `${name} ${status}`, type, content: one })),
        );
      for (const { at, type, content } of [...bodies, ...answers]) {
        if (type !== 'application/json') continue;
        if (content.example === undefined) faults.push(`${at}: no example`);
        else if (!ajv.validate(content.schema, content.example)) faults.push(`${at}: ${ajv.errorsText()}`);
      }
    }
    expect(faults).toEqual([]);
  });

  it('says how every route refuses', () => {
    for (const [name, { responses, summary }] of operations) {
      expect(summary, name).toMatch(/[а-яё].* · .*[a-z]/i);
      if (name === 'GET /health') continue;
      expect(responses, name).toMatchObject({
        '4XX': { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
      });
    }
    const text = JSON.stringify(document.components.schemas.Problem);
    expect(Object.keys(problemCodes).filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });
});

describe('the page /docs', () => {
  it('browses the document with nothing fetched from elsewhere, and runs no script but its own', async () => {
    const application = await anApplication();
    try {
      const moved = await application.app.inject('/docs');
      expect([moved.statusCode, moved.headers['location']]).toEqual([301, '/docs/']);
      const page = await application.app.inject('/docs/');
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('/openapi.json');
      expect(page.body).not.toMatch(/https?:\/\//);
      const policy = String(page.headers['content-security-policy']);
      const inline = [...page.body.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
        ([, body = '']) => body,
      );
      expect(inline).toHaveLength(1);
      expect(policy).toContain(
        `'sha256-${createHash('sha256')
          .update(inline[0] as string)
          .digest('base64')}'`,
      );
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("connect-src 'self'");
      expect(policy).not.toMatch(/script-src[^;]*(unsafe|https?:)/);
      const [, source = ''] = /<script[^>]*\ssrc="([^"]+)"/.exec(page.body) ?? [];
      const script = await application.app.inject(new URL(source, 'http://x/docs/').pathname);
      expect(script.statusCode).toBe(200);
      expect(script.body.length).toBeGreaterThan(100_000);
    } finally {
      await application.close();
    }
  });
});
