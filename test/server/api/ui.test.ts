import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Application, anApplication, refusal } from './application.ts';

const folder = mkdtempSync(join(tmpdir(), 'reglament-ui-'));
let application: Application;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Регламент</title>');
  writeFileSync(join(folder, 'assets', 'app-1.js'), 'console.log(1)');
  writeFileSync(join(folder, '.sources'), 'secret');
  application = await anApplication({ uiFolder: folder });
});
afterAll(async () => {
  await application.close();
  rmSync(folder, { recursive: true });
});

const browse = (url: string) => application.app.inject({ url, headers: { accept: 'text/html,*/*' } });

describe('the web application', () => {
  it('is the answer to every address of its router, with a policy that forbids eval', async () => {
    for (const url of ['/', '/cases/42', '/drafts']) {
      const page = await browse(url);
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('Регламент');
      const policy = String(page.headers['content-security-policy']);
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe-eval');
    }
  });

  it('has its assets kept by browsers for as long as they like', async () => {
    const asset = await browse('/assets/app-1.js');
    expect(asset.statusCode).toBe(200);
    expect(asset.headers['cache-control']).toContain('immutable');
  });

  it('gives no other file, and the API stays the API', async () => {
    for (const url of ['/.sources', '/assets/..%2f.sources', '/assets/none.js']) {
      expect((await browse(url)).body).not.toContain('secret');
    }
    expect(refusal(await browse('/api/v1/nothing')).code).toBe('route.unknown');
    expect(refusal(await application.app.inject({ url: '/', headers: { accept: 'application/json' } })).code).toBe(
      'route.unknown',
    );
  });
});
