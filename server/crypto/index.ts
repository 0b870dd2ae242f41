export { type CaseKey, KeyErasedError, Keyring, KeyUnknownError, type MasterKey } from './keyring.ts';
export { seal, unseal } from './seal.ts';
