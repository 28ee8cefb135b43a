#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H
#include <zlib.h>

// Swift sees no macros with arguments: begins inflating gzip, and nothing else, with the largest window.
static inline int gavel_inflate_begin(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
#endif
