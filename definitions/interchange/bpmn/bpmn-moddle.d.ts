/** bpmn-moddle types its elements but not its entry. Here only what we call; `moddle.ts` gives the elements a shape. */
declare module 'bpmn-moddle' {
  export interface ModdleObject {
    readonly $type: string;
    readonly $descriptor: { properties: { name: string; isReference?: boolean; isMany?: boolean }[] };
    readonly $attrs: { [name: string]: unknown };
    $parent?: ModdleObject;
    $instanceOf(type: string): boolean;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
  }

  export interface ParseWarning {
    message: string;
    error?: Error;
    element?: ModdleObject;
    property?: string;
    value?: string;
  }

  export class BpmnModdle {
    constructor(packages?: { [prefix: string]: unknown });
    fromXML(xml: string): Promise<{
      rootElement: ModdleObject;
      warnings: ParseWarning[];
      elementsById: { [id: string]: ModdleObject };
    }>;
    toXML(element: ModdleObject, options?: { format?: boolean; preamble?: boolean }): Promise<{ xml: string }>;
    create(type: string, properties?: { [name: string]: unknown }): ModdleObject;
    createAny(type: string, uri: string, properties?: { [name: string]: unknown }): ModdleObject;
  }
}
