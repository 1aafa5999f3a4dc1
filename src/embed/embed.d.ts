// What embed.js adds to a page. These names are a contract: they change only with a new major version.

/** A screen of the planner, never what was answered on it: "start", "learn", "questions", "answers", "plan", "today", … */
export type PlannerStep = string;

/** Why the planner could not start. */
export type PlannerProblem = "offline" | "script" | "wasm" | "files" | "config" | "old-browser" | "frame";

/** The element. Its children are shown until the planner is ready, and stay if it never is. */
export interface MicroneedlingPlannerElement extends HTMLElement {}

/** Events of the element. They bubble, and hold no answer. */
export interface MicroneedlingPlannerEvents {
  /** The planner can be used. */
  "planner-ready": CustomEvent<{ mode: "frame" | "inline" }>;
  /** Another screen is shown. */
  "planner-step": CustomEvent<{ step: PlannerStep }>;
  /** A plan is shown. */
  "planner-plan": CustomEvent<Record<string, never>>;
  /** The booking link was followed. */
  "planner-booking": CustomEvent<Record<string, never>>;
  /** The planner could not start, or the clinic's configuration cannot be used. */
  "planner-error": CustomEvent<{ code: PlannerProblem }>;
  /** The planner is now as tall as this, in CSS pixels. */
  "planner-size": CustomEvent<{ height: number }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "microneedling-planner": MicroneedlingPlannerElement;
  }
  interface HTMLElementEventMap extends MicroneedlingPlannerEvents {}
}
