embed 64 name=tok
| position kind=sinusoidal
| repeat 4 (
      residual ( ln | attention 4 causal )
    | residual ( ln | linear 256 | gelu | linear 64 ) )
| ln
| tied_linear @tok
