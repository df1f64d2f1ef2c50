def render(g): return ""
