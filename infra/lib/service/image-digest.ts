/** The parameter of the Service stack that names the image. The pipeline changes nothing else. */
export const imageDigestParameter = 'ImageDigest'
