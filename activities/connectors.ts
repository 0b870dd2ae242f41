import type { Connector } from './connector.ts';
import { checkLegalEntity } from './identity/check-legal-entity.ts';
import type { Mailer } from './notifications/mailer.ts';
import { notifyEmail } from './notifications/notify-email.ts';
import { letterTemplates } from './notifications/templates.ts';
import type { CompanyRegister } from './registry/register.ts';
import { registryLookup } from './registry/registry-lookup.ts';

export interface ConnectorDependencies {
  mailer: Mailer;
  register: CompanyRegister;
}

/** Every connector a service task may name. */
export function createConnectors({ mailer, register }: ConnectorDependencies): Connector[] {
  return [
    notifyEmail({ mailer, templates: letterTemplates }),
    registryLookup({ register }),
    checkLegalEntity({ register }),
  ];
}
