"""What a family or a person lacks or owns: the flags that the measures of support ask for."""
