/// `backend "http"`: a state behind two or three addresses of any web server.
@NullMarked
package dev.holdfast.backends.http;

import org.jspecify.annotations.NullMarked;
