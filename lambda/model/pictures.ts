/** What the address of a picture ends with, before its query or what its server is to make of it. */
export const PICTURE_FILE = /\.(?:avif|bmp|gif|heic|ico|jfif|jpe?g|png|svg|tiff?|webp)(?:[?#!@~&]|$)/i;
