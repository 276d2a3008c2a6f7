/** Departments as thin marks: by their code, as the look has colours for them. */

const HUES: readonly (readonly [hue: string, codes: RegExp])[] = [
  ['light', /light|lx|свет|elec/i],
  ['sound', /sound|audio|звук/i],
  ['costume', /costume|wardrobe|кост|dress/i],
  ['makeup', /make|hair|грим/i],
  ['video', /video|видео|projection/i],
  ['machinery', /mach|stage|mont|монт|prop|рекв|бутаф|scen|дек/i],
];

/** A colour of the look; undefined where the department has none. */
export function hueOf(department: { readonly code: string; readonly name: string } | undefined): string | undefined {
  if (department === undefined) return undefined;
  const found = HUES.find(([, codes]) => codes.test(department.code) || codes.test(department.name));
  return found === undefined ? undefined : `var(--d-${found[0]})`;
}
