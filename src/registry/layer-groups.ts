/** The groups in which lists and documentation show the layers, in their order. */
export const layerGroups = {
  tokens: 'Tokens and positions',
  linear: 'Linear layers and convolutions',
  sequence: 'Recurrent layers and attention',
  activation: 'Activations',
  norm: 'Norms and scales',
  chance: 'Dropout and noise',
  pooling: 'Pooling and resizing',
  shape: 'Shapes and positions',
} as const;

export type LayerGroup = keyof typeof layerGroups;
