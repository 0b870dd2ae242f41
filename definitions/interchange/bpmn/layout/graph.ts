/** What the layout sees of a definition: boxes in boxes, and arrows between them. Units are those of BPMN diagrams. */
export interface Box {
  id: string;
  width: number;
  height: number;
  /** Events on the border, from left to right. */
  boundary: string[];
  /** Band the box must lie in; "" where the container has no bands. */
  lane: string;
  content?: Container;
}

export interface Container {
  boxes: Box[];
  /** Ends are boxes of this container or boundary events of them. */
  arrows: Arrow[];
  /** Bands from top to bottom; empty: none. */
  lanes: string[];
}

export interface Arrow {
  id: string;
  from: string;
  to: string;
}

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** Where everything lies. Lanes by `<container id>/<lane>`. */
export interface Drawing {
  bounds: Map<string, Bounds>;
  waypoints: Map<string, Point[]>;
  lanes: Map<string, Bounds>;
}

export const sizes = {
  event: { width: 36, height: 36 },
  gateway: { width: 50, height: 50 },
  activity: { width: 100, height: 80 },
  columnGap: 60,
  rowGap: 80,
  padding: 40,
  laneHeader: 30,
} as const;
