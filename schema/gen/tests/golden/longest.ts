// Made by schema/gen from schema/protocol; do not edit.

/** The most characters (code points) of a command's texts, for input fields. */
export const longest = {
} as const;
