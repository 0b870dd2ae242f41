/** Keeps cookies between requests as a browser does. */
export class CookieJar {
  readonly #cookies = new Map<string, string>();

  keep(lines: string | readonly string[] | undefined): void {
    for (const line of [lines ?? []].flat()) {
      const [pair = '', ...attributes] = line.split(';');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const gone = attributes.some((attribute) => /max-age=0$/i.test(attribute.trim()));
      if (gone || value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  get headers(): Headers {
    return new Headers({ cookie: this.cookie });
  }
}
