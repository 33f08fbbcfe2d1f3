# Change this and run `holdfast plan examples/shop` again.
web_count = 2
