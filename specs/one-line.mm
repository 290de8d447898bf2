embed 10 | flatten2 | linear 200 | bn | tanh | linear 27
