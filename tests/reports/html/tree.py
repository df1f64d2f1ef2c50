"""A page as a tree, read strictly: every element is ended where it should be."""

from html.parser import HTMLParser

VOID = {"meta", "wbr", "br", "link", "img", "input", "hr"}


class Element:
    """An element; ``children`` are elements and texts."""

    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.children = tag, attributes, []

    def __iter__(self):
        """Itself, and all elements in it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    def all(self, tag, **attributes):
        """The elements of this kind that have these attributes; ``class_`` is one of its classes."""
        kind = attributes.pop("class_", None)
        for each in self:
            has_class = kind is None or kind in each.attributes.get("class", "").split()
            if each.tag == tag and has_class and attributes.items() <= each.attributes.items():
                yield each

    def one(self, tag, **attributes):
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def text(self):
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def words(self):
        """The text as a browser shows it, in a line."""
        return " ".join(self.text.split())


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("page", {})
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), (tag, names)
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag, attrs):
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open[-1].tag == tag, (self.open[-1].tag, tag, self.getpos())
        self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def unknown_decl(self, data):
        raise AssertionError(f"a declaration: {data}")


def read(page):
    """The tree of a page."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root
