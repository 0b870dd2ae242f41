import { hkdfSync } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { twoFactor } from 'better-auth/plugins';
import type { Database } from '../database/index.ts';
import { passwordRules } from './password-policy.ts';

export interface AccountSettings {
  /** Secret that cookies and second factors are sealed with derives from it. */
  masterKey: Buffer;
  /** Address people use; `https:` makes cookies secure and `__Host-`. */
  baseUrl: string;
  /** a session ends after this many seconds without a request. */
  idleSeconds: number;
}

/** Failed passwords in a row before the account locks (R-087 leaves the count open). */
export const maxFailedSignIns = 5;

/** The sign-in library on our tables. Its own HTTP routes are not served: ours call it, so that OpenAPI tells all. */
export function createSignInLibrary(database: Database, settings: AccountSettings) {
  const secure = settings.baseUrl.startsWith('https:');
  return betterAuth({
    database: { db: database, type: 'postgres' },
    secret: Buffer.from(hkdfSync('sha256', settings.masterKey, '', 'reglament accounts', 32)).toString('base64url'),
    baseURL: settings.baseUrl,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordRules.minLength,
      maxPasswordLength: passwordRules.maxLength,
      revokeSessionsOnPasswordReset: true,
    },
    session: {
      modelName: 'person_session',
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: settings.idleSeconds,
      // Every minute of use moves the end: the clock of idleness, not of the session's age.
      updateAge: Math.min(60, Math.floor(settings.idleSeconds / 3)),
      cookieCache: { enabled: false },
    },
    user: {
      modelName: 'person',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'person_credential',
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'person_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      useSecureCookies: false,
      cookiePrefix: 'reglament',
      cookies: secure
        ? {
            session_token: { name: '__Host-reglament.session', attributes: { secure: true, path: '/' } },
          }
        : {},
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', secure, path: '/' },
      ipAddress: { disableIpTracking: false, ipAddressHeaders: ['x-reglament-address'] },
    },
    plugins: [
      twoFactor({
        issuer: 'Регламент',
        twoFactorTable: 'person_second_factor',
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            fields: {
              backupCodes: 'backup_codes',
              userId: 'person_id',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
        accountLockout: { enabled: true, maxFailedAttempts: maxFailedSignIns, durationSeconds: 900 },
      }),
    ],
  });
}

export type SignInLibrary = ReturnType<typeof createSignInLibrary>;
