package dure.web;

/** 망: whom an installation faces, where the public and the offices have a network each. */
enum Face {
    /** The portal and what of the API is open, read only: nobody can sign in there. */
    PUBLIC,
    /** The offices' console: whoever has not signed in sees how to, and nothing else. */
    OFFICE,
    /** One installation for all. */
    BOTH
}
