import { importCompanies, type ImportReport } from '../../activities/registry/import-companies.ts';
import { postgresRegister } from '../../activities/registry/postgres-register.ts';
import type { AccountSettings } from '../accounts/sign-in-library.ts';
import { Catalogue } from '../api/definitions/catalogue.ts';
import type { Database } from '../database/index.ts';
import type { FileStorage } from '../files/storage.ts';
import type { InstanceRuntime } from '../runtime.ts';
import { demoCompanies } from './companies.ts';
import { ensureDemoPeople } from './people.ts';
import { type DemoCase, demoCases } from './plan.ts';
import { type DemoPorts, playCase } from './play-case.ts';

export interface DemoDependencies {
  database: Database;
  runtime: InstanceRuntime;
  files: FileStorage;
  accounts: AccountSettings;
  dataFolder: string;
  /** Hears how far it has come. */
  say?: (line: string) => void;
  /** Fewer cases for a quick look; all by default. */
  cases?: readonly DemoCase[];
}

export interface LoadedDemo {
  companies: ImportReport;
  people: number;
  cases: number;
}

const companyCount = 1_000;
/** Cases played side by side. */
const atOnce = 4;

/**
 * Loads demo companies, people and cases: through the same functions as the API uses, so that a demo case is a case like
 * any other. Loading it again adds nothing; what an interrupted loading left undone is done.
 */
export async function loadDemo(dependencies: DemoDependencies): Promise<LoadedDemo> {
  const { database, runtime, files, accounts, dataFolder, say = () => {}, cases = demoCases() } = dependencies;
  const companies = demoCompanies(companyCount);
  const report = await importCompanies(linesOf(companies), postgresRegister(database));
  const people = await ensureDemoPeople(database, accounts, dataFolder);
  say(`организации / companies ${companies.length}, люди / people ${people.size}`);
  const ports: DemoPorts = { database, runtime, files, people, catalogue: new Catalogue(database) };
  const instances = new Map<string, string>();
  const playOne = async (plan: DemoCase): Promise<void> => {
    const company = companies[plan.company];
    if (!company) throw new Error(`The demo has no company ${plan.company}`);
    const linked = plan.against === undefined ? undefined : instances.get(plan.against);
    instances.set(plan.id, await playCase(ports, plan, company, linked));
    say(`${plan.id} (${instances.size}/${cases.length})`);
  };
  await sideBySide(
    cases.filter(({ against }) => against === undefined),
    playOne,
  );
  await sideBySide(
    cases.filter(({ against }) => against !== undefined),
    playOne,
  );
  return { companies: report, people: people.size, cases: instances.size };
}

async function* linesOf(companies: readonly object[]): AsyncGenerator<string> {
  for (const company of companies) yield JSON.stringify(company);
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = [...items];
  const worker = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
