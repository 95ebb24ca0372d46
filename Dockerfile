# One image for each service, by --build-arg SERVICE=NAME; docs/images.md names them and says how.
# checkov:skip=CKV_DOCKER_2:whoever runs it asks /readyz, in compose.yaml and in manifests/
# checkov:skip=CKV_DOCKER_7:the tag stands in NODE_IMAGE
ARG NODE_IMAGE=node:24-slim

# What decides over node_modules, and nothing else: a change elsewhere leaves the installed layer as it is.
FROM ${NODE_IMAGE} AS manifests
WORKDIR /repository
COPY . .
RUN find . -name 'package*.json' -not -path '*/node_modules/*' -exec cp --parents '{}' /srv/ ';'

FROM ${NODE_IMAGE} AS build
WORKDIR /repository
COPY --from=manifests /srv/ ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# Where the page is to be found: the picture that it is shared with needs its whole address.
ARG VITE_PUBLIC_URL=http://localhost:3000
RUN node --disable-warning=ExperimentalWarning images/main.ts --out /out

FROM build AS picked
ARG SERVICE
RUN test -d "/out/${SERVICE:?is missing: --build-arg SERVICE=dummy-splitter}" && mv "/out/$SERVICE" /picked

FROM ${NODE_IMAGE}
ARG SERVICE
ARG VERSION=0.0.0
ARG REVISION=unknown
ARG SOURCE=
LABEL org.opencontainers.image.title="canario-${SERVICE}" \
      org.opencontainers.image.description="Canario shows, on real traffic, what splitting traffic does: ${SERVICE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.licenses="MIT"
# Nobody's home is writable here, and a user without a name has none.
ENV NODE_ENV=production HOME=/tmp
COPY --from=picked /picked /app
WORKDIR /app/${SERVICE}
USER 10001:10001
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--disable-proto=delete", "--disable-warning=ExperimentalWarning", "main.js"]
