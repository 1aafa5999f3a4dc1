// The page of each language, and the whole site as a folder of another one.
import { serve } from './hosts/server.mjs';

/** The page of a language, from the root of the site. */
export const pageOf = (language: string) => (language === 'en' ? './' : `./${language}/`);

/** Serves the planner as a folder of another site; what comes back is the address of that folder. */
export async function belowAnotherSite(): Promise<{ url: string; close: () => Promise<void> }> {
  const { url, close } = await serve(process.env.PLANNER_URL!);
  return { url: `${url}planner/`, close };
}
