# keras.io, "Speaker Recognition": residual blocks over the spectrum of a second of speech
# parameters: 3,088,597 (sum by hand over its layers)
input  spectrum[8000, 1]
target class of 5
block unit(c, n) =
    residual via=( conv c 1 padding=same ) (
        repeat n-1 ( conv c 3 padding=same | relu )
      | conv c 3 padding=same )
  | relu
  | maxpool 2
model  unit 16 2
     | unit 32 2
     | unit 64 3
     | unit 128 3
     | unit 128 3
     | avgpool 3 stride=3 | flatten
     | linear 256 | relu
     | linear 128 | relu
     | linear 5
train  adam batch=128
