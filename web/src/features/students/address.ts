/** The address of a group's link: codes are read in fours, also by who types them. */
export const pathOf = (code: string): string => `/b/${code.match(/.{1,4}/g)?.join('-') ?? code}`;

export const linkOf = (code: string): string => `${location.origin}${pathOf(code)}`;

/** As somebody reads it aloud or types it: browsers need no scheme. */
export const spokenOf = (code: string): string => `${location.host}${pathOf(code)}`;
