/** Id of the form that changes the weights: its fields stand at the ends of the branches. */
export const WEIGHTS_FORM = 'weights';
