# A residual tower with the policy head of AlphaGo Zero (Silver et al., 2017), as small as for tic-tac-toe
# parameters: 298,095 (3*9*64 + 8*9*64*64 + 9*2*64 + 64*2 + 4 + 2*9*9 + 9)
input  board[3, 3, 3]
target class of 9
block  unit(c) = conv c 3 padding=1 bias=false | bn
block  tower(c) = residual ( unit c | relu | unit c ) | relu
model  unit 64 | relu | repeat 4 ( tower 64 ) | conv 2 1 bias=false | bn | relu | flatten | linear 9
train  sgd lr=step(0.01, 0.001, at=400_000) momentum=0.9 decay=1e-4 steps=700_000
