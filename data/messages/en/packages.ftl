# Functions of Rhai's standard packages: what each does, in one sentence. What more there is to say is Rhai's own comment.

## array

package-array-all = Tell whether the function holds for all elements.
package-array-append = Add all elements of another array at the end.
package-array-chop = Keep only the last `len` elements.
package-array-clear = Remove all elements.
package-array-contains = Tell whether an element equals the value; `value in array` asks the same.
package-array-count = Count the elements that equal the value.
package-array-dedup = Remove elements that equal the one before them; a function can say what equal means.
package-array-drain = Remove a range of elements, or those for which the function holds, and give them as an array.
package-array-extract = Give a copy of a range of elements.
package-array-filter = Give an array of the elements for which the function holds.
package-array-find = Give the first element for which the function holds, or `()`.
package-array-find_map = Give the first result of the function that is not `()`.
package-array-for_each = Call the function with each element as `this`.
package-array-get = Give the element at an index, from the end if it is negative, or `()` if there is none.
package-array-index = Give the index of the first element that equals the value, from `start` on and before `stop`; fails with `ValueError` if there is none.
package-array-index_of = Give the index of the first element that equals the value, or for which the function holds; -1 if there is none.
package-array-insert = Add an element at an index; the later ones move up.
package-array-is_empty = Tell whether there is no element.
package-array-len = Give the number of elements.
package-array-map = Give an array of what the function gives for each element.
package-array-order = Give the elements in ascending order, in a new array; a function can compare them.
package-array-order_by = Give the elements in the order that the function says, in a new array.
package-array-order_desc = Give the elements in descending order, in a new array.
package-array-pad = Add copies of an element until there are `len`.
package-array-pop = Remove the last element and give it; `()` if there is none.
package-array-push = Add an element at the end.
package-array-reduce = Make one value of all: the function takes the result so far and the next element.
package-array-reduce_rev = Make one value of all as `reduce` does, from the last element on.
package-array-remove = Remove the element at an index and give it; `()` if there is none.
package-array-retain = Keep only a range of elements, or those for which the function holds; gives the others.
package-array-reverse = Turn the order of the elements around.
package-array-set = Put a value at an index.
package-array-shift = Remove the first element and give it; `()` if there is none.
package-array-some = Tell whether the function holds for at least one element.
package-array-sort = Put the elements into ascending order; a function can compare them.
package-array-sort_by = Put the elements into the order that the function says.
package-array-sort_desc = Put the elements into descending order.
package-array-splice = Put other elements in the place of a range.
package-array-split = Cut the array at an index and give what was behind it.
package-array-truncate = Keep only the first `len` elements.
package-array-zip = Give an array of what the function gives for the pairs of two arrays.

## string

package-string-append = Add a value at the end, as text.
package-string-bytes = Give the number of bytes of the text in UTF-8.
package-string-chars = Go through the characters, all or a range of them.
package-string-clear = Make the text empty.
package-string-contains = Tell whether the text contains another one; `part in text` asks the same.
package-string-crop = Keep only a range of characters.
package-string-ends_with = Tell whether the text ends so.
package-string-get = Give the character at an index, from the end if it is negative, or `()`.
package-string-index_of = Give the index at which a text appears first, or -1.
package-string-is_empty = Tell whether the text has no character.
package-string-len = Give the number of characters.
package-string-make_lower = Change the text to small letters.
package-string-make_upper = Change the text to capital letters.
package-string-pad = Add characters at the end until there are `len`.
package-string-parse_float = Make a float of the text.
package-string-parse_int = Make an integer of the text, in base 10 or another one.
package-string-parse_json = Make a value of a text in JSON.
package-string-pop = Remove the last character, or the last `len`, and give it.
package-string-remove = Remove all occurrences of a text.
package-string-replace = Change every occurrence of a text into another one, in place; `replaced` gives a new text.
package-string-set = Put a character at an index.
package-string-split = Cut the text at blanks, at a separator, or at an index, and give the parts.
package-string-split_rev = Cut the text at a separator and give the parts, the last one first.
package-string-starts_with = Tell whether the text starts so.
package-string-sub_string = Give a copy of a range of characters.
package-string-to_blob = Give the bytes of the text in UTF-8.
package-string-to_chars = Give an array of the characters.
package-string-to_lower = Give the text in small letters.
package-string-to_upper = Give the text in capital letters.
package-string-trim = Remove blanks at both ends, in place; `strip` gives a new text.
package-string-truncate = Keep only the first `len` characters.

## char

package-char-make_lower = Change the character to a small letter.
package-char-make_upper = Change the character to a capital letter.
package-char-to_lower = Give the character as a small letter.
package-char-to_upper = Give the character as a capital letter.

## number

package-number-E = Give the number e.
package-number-PI = Give the number π.
package-number-abs = Give the number without its sign.
package-number-acos = Give the angle, in radians, whose cosine is x.
package-number-acosh = Give the number whose hyperbolic cosine is x.
package-number-asin = Give the angle, in radians, whose sine is x.
package-number-asinh = Give the number whose hyperbolic sine is x.
package-number-atan = Give the angle, in radians, whose tangent is x; with two numbers, the angle of the point.
package-number-atanh = Give the number whose hyperbolic tangent is x.
package-number-bits = Go through the bits of an integer, the lowest first.
package-number-ceiling = Give the smallest whole number that is not below x.
package-number-cos = Give the cosine of an angle in radians.
package-number-cosh = Give the hyperbolic cosine.
package-number-exp = Give e to the power of x.
package-number-floor = Give the largest whole number that is not above x.
package-number-fraction = Give what stands behind the point.
package-number-get_bit = Tell whether a bit of the integer is set.
package-number-get_bits = Give a range of bits of the integer as a number.
package-number-hypot = Give the longest side of a right triangle with the sides x and y.
package-number-is_even = Tell whether the integer is even.
package-number-is_finite = Tell whether the float is finite.
package-number-is_infinite = Tell whether the float is infinite.
package-number-is_nan = Tell whether the float is no number (NaN).
package-number-is_odd = Tell whether the integer is odd.
package-number-is_zero = Tell whether the number is zero.
package-number-ln = Give the natural logarithm.
package-number-log = Give the logarithm in base 10, or in another base.
package-number-round = Give the nearest whole number, as a float; halves go away from zero.
package-number-set_bit = Set or clear a bit of the integer in the variable.
package-number-set_bits = Put a number into a range of bits of the integer in the variable.
package-number-sign = Give -1, 0 or 1, as the number is negative, zero or positive.
package-number-sin = Give the sine of an angle in radians.
package-number-sinh = Give the hyperbolic sine.
package-number-sqrt = Give the square root of a float.
package-number-tan = Give the tangent of an angle in radians.
package-number-tanh = Give the hyperbolic tangent.
package-number-to_binary = Give the integer in base 2, as text.
package-number-to_degrees = Give an angle in radians in degrees.
package-number-to_float = Make a float of the number.
package-number-to_hex = Give the integer in base 16, as text.
package-number-to_int = Make an integer of the number; a float loses what stands behind its point.
package-number-to_octal = Give the integer in base 8, as text.
package-number-to_radians = Give an angle in degrees in radians.

## map

package-map-clear = Remove all entries.
package-map-contains = Tell whether the map has a key; `key in map` asks the same.
package-map-drain = Remove the entries for which the function holds, and give them as a map.
package-map-fill_with = Add the entries of another map whose keys are not there yet.
package-map-filter = Give a map of the entries for which the function holds.
package-map-get = Give the value of a key, or `()` if there is none.
package-map-is_empty = Tell whether there is no entry.
package-map-items = Give the pairs of keys and values, an array of arrays, in the order of the keys.
package-map-keys = Give an array of the keys.
package-map-len = Give the number of entries.
package-map-map = Give a map of what the function gives for each entry.
package-map-mixin = Take over all entries of another map; its values win.
package-map-pop = Remove a key and give its value; `default` if it is missing, and without a default a `KeyError`.
package-map-remove = Remove a key and give its value; `()` if there is none.
package-map-retain = Keep only the entries for which the function holds; gives the others.
package-map-set = Give a key a value.
package-map-setdefault = Give the value of a key; one that is missing gets `default` first.
package-map-to_json = Give the map as a text in JSON.
package-map-update = Take in all entries of another map, as `mixin` does.
package-map-values = Give an array of the values.

## blob

package-blob-append = Add bytes, a byte or a text at the end.
package-blob-as_string = Give the text that the bytes are in UTF-8.
package-blob-blob = Make bytes: none, or `len` that are zero or the value.
package-blob-chop = Keep only the last `len` bytes.
package-blob-clear = Remove all bytes.
package-blob-contains = Tell whether a byte has the value.
package-blob-drain = Remove a range of bytes and give them.
package-blob-extract = Give a copy of a range of bytes.
package-blob-get = Give the byte at an index, from the end if it is negative, or 0.
package-blob-insert = Add a byte at an index; the later ones move up.
package-blob-is_empty = Tell whether there is no byte.
package-blob-len = Give the number of bytes.
package-blob-pad = Add copies of a byte until there are `len`.
package-blob-parse_be_float = Read a float from a range of bytes, the highest byte first.
package-blob-parse_be_int = Read an integer from a range of bytes, the highest byte first.
package-blob-parse_le_float = Read a float from a range of bytes, the lowest byte first.
package-blob-parse_le_int = Read an integer from a range of bytes, the lowest byte first.
package-blob-pop = Remove the last byte and give it; 0 if there is none.
package-blob-push = Add a byte at the end.
package-blob-remove = Remove the byte at an index and give it; 0 if there is none.
package-blob-retain = Keep only a range of bytes; gives the others.
package-blob-reverse = Turn the order of the bytes around.
package-blob-set = Put a byte at an index.
package-blob-shift = Remove the first byte and give it; 0 if there is none.
package-blob-splice = Put other bytes in the place of a range.
package-blob-split = Cut the bytes at an index and give what was behind it.
package-blob-to_array = Give an array of the bytes as integers.
package-blob-truncate = Keep only the first `len` bytes.
package-blob-write_ascii = Write the ASCII characters of a text into a range of bytes.
package-blob-write_be = Write a number into a range of bytes, the highest byte first.
package-blob-write_le = Write a number into a range of bytes, the lowest byte first.
package-blob-write_utf8 = Write a text in UTF-8 into a range of bytes.

## range

package-range-contains = Tell whether the range contains a number.
package-range-end = The number at which the range ends.
package-range-is_empty = Tell whether the range contains no number.
package-range-is_exclusive = Tell whether the end is left out: `0..3`.
package-range-is_inclusive = Tell whether the end is included: `0..=3`.
package-range-start = The number at which the range starts.

## Fn

package-Fn-is_anonymous = Tell whether the function is a closure without a name.
package-Fn-name = The name of the function.

## any

package-any-take = Take a value out of a variable; `()` is left in it.
package-any-to_debug = Give the text that shows the value in an array: texts in quotes.
package-any-to_string = Give the text that `print` shows.
