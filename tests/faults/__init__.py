"""What happens to tickets when printers and whoever prints on them break, with real
processes: nothing is lost, nothing is printed twice without a person's word."""
