# Json of "Are We Fast Yet?" (github.com/smarr/are-we-fast-yet): a parser of objects, over a document of 156 operations.
import sys


class JsonValue:
    def is_object(self):
        return False

    def is_array(self):
        return False


class JsonLiteral(JsonValue):
    def __init__(self, text):
        self.text = text


class JsonNumber(JsonValue):
    def __init__(self, text):
        self.text = text


class JsonString(JsonValue):
    def __init__(self, text):
        self.text = text


class JsonArray(JsonValue):
    def __init__(self):
        self.values = []

    def add(self, value):
        self.values.append(value)

    def size(self):
        return len(self.values)

    def is_array(self):
        return True


class HashIndexTable:
    def __init__(self):
        self.slots = [0 for i in range(32)]

    def add(self, name, index):
        self.slots[self.slot_of(name)] = index + 1 if index < 255 else 0

    def get(self, name):
        return self.slots[self.slot_of(name)] - 1

    def slot_of(self, name):
        return len(name) * 1402589 & 31


class JsonObject(JsonValue):
    def __init__(self):
        self.names = []
        self.values = []
        self.table = HashIndexTable()

    def add(self, name, value):
        self.table.add(name, len(self.names))
        self.names.append(name)
        self.values.append(value)

    def get(self, name):
        index = self.table.get(name)
        if index != -1 and self.names[index] == name:
            return self.values[index]
        for i, other in enumerate(self.names):
            if other == name:
                return self.values[i]
        return None

    def is_object(self):
        return True


null_literal = JsonLiteral("null")
true_literal = JsonLiteral("true")
false_literal = JsonLiteral("false")


class Parser:
    def __init__(self, text):
        self.text = text
        self.index = -1
        self.line = 1
        self.capture_start = -1
        self.captured = ""
        self.current = None

    def parse(self):
        self.read()
        self.skip_white_space()
        result = self.read_value()
        self.skip_white_space()
        if self.current is not None:
            self.fail("the end")
        return result

    def read_value(self):
        current = self.current
        if current == "n":
            return self.read_literal("null", null_literal)
        if current == "t":
            return self.read_literal("true", true_literal)
        if current == "f":
            return self.read_literal("false", false_literal)
        if current == '"':
            return JsonString(self.read_string())
        if current == "[":
            return self.read_array()
        if current == "{":
            return self.read_object()
        if current == "-" or self.is_digit():
            return self.read_number()
        self.fail("a value")

    def read_array(self):
        array = JsonArray()
        self.read()
        self.skip_white_space()
        if self.read_char("]"):
            return array
        while True:
            self.skip_white_space()
            array.add(self.read_value())
            self.skip_white_space()
            if not self.read_char(","):
                break
        if not self.read_char("]"):
            self.fail("',' or ']'")
        return array

    def read_object(self):
        object = JsonObject()
        self.read()
        self.skip_white_space()
        if self.read_char("}"):
            return object
        while True:
            self.skip_white_space()
            if self.current != '"':
                self.fail("a name")
            name = self.read_string()
            self.skip_white_space()
            if not self.read_char(":"):
                self.fail("':'")
            self.skip_white_space()
            object.add(name, self.read_value())
            self.skip_white_space()
            if not self.read_char(","):
                break
        if not self.read_char("}"):
            self.fail("',' or '}'")
        return object

    def read_literal(self, word, value):
        for letter in word:
            if not self.read_char(letter):
                self.fail(word)
        return value

    def read_string(self):
        self.read()
        self.start_capture()
        while self.current != '"':
            if self.current == "\\":
                self.pause_capture()
                self.read_escape()
                self.start_capture()
            else:
                self.read()
        text = self.end_capture()
        self.read()
        return text

    def read_escape(self):
        self.read()
        current = self.current
        if current == '"' or current == "/" or current == "\\":
            self.captured += current
        elif current == "n":
            self.captured += "\n"
        elif current == "r":
            self.captured += "\r"
        elif current == "t":
            self.captured += "\t"
        else:
            self.fail("an escape sequence")
        self.read()

    def read_number(self):
        self.start_capture()
        self.read_char("-")
        first = self.current
        if not self.read_digit():
            self.fail("a digit")
        if first != "0":
            while self.read_digit():
                pass
        if self.read_char("."):
            while self.read_digit():
                pass
        if self.read_char("e") or self.read_char("E"):
            if not self.read_char("+"):
                self.read_char("-")
            while self.read_digit():
                pass
        return JsonNumber(self.end_capture())

    def read_char(self, wanted):
        if self.current != wanted:
            return False
        self.read()
        return True

    def read_digit(self):
        if not self.is_digit():
            return False
        self.read()
        return True

    def skip_white_space(self):
        while self.current == " " or self.current == "\t" or self.current == "\n" or self.current == "\r":
            self.read()

    def read(self):
        if self.current == "\n":
            self.line += 1
        self.index += 1
        self.current = self.text[self.index] if self.index < len(self.text) else None

    def start_capture(self):
        self.capture_start = self.index

    def pause_capture(self):
        self.captured += self.text[self.capture_start:self.index]
        self.capture_start = -1

    def end_capture(self):
        self.pause_capture()
        captured = self.captured
        self.captured = ""
        return captured

    def is_digit(self):
        return self.current is not None and self.current >= "0" and self.current <= "9"

    def fail(self, wanted):
        raise Exception(f"line {self.line}: {wanted} expected, not {self.current}")


def document():
    operations = []
    for i in range(156):
        visible = "true" if i % 2 == 0 else "false"
        operations.append(f'["create","w{i}","widgets.Label",{{"parent":"w{i // 7}","style":["NONE"],"bounds":[{i * 3},30,112,{i % 9 * 5}],"tabIndex":-1,"visible":{visible},"background":null,"text":"Element \\"{i}\\" \\n of 15.6e1"}}]')
    return '{"head": {"requestCounter": 4},\n "operations": [' + ",\n".join(operations) + "]}"


turns = int(sys.argv[1]) if len(sys.argv) > 1 else 10
text = document()
for turn in range(turns):
    result = Parser(text).parse()
    if not result.is_object() or not result.get("head").is_object() or not result.get("operations").is_array():
        raise Exception("the document has two parts")
    size = result.get("operations").size()
    if size != 156:
        raise Exception(f"{size} operations instead of 156")
print("json", turns, len(text))
