/// `backend "s3"`: states in a bucket of Amazon S3 or of another service with its interface. Speaks
/// to it over HTTP itself: the four calls that are needed do not outweigh a library of 15 MB.
@NullMarked
package dev.holdfast.backends.s3;

import org.jspecify.annotations.NullMarked;
