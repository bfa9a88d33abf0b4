FROM node:22-bookworm-slim AS node

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
# The build takes the reference data and the style sheet from npm.
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props .editorconfig ./
COPY src src
# true puts the Marten engine into the image, where the feed has its packages.
ARG WithMarten=false
RUN dotnet publish src/Funding.Host --configuration Release --output /app -p:WithMarten=$WithMarten

# Not alpine, not chiseled: the host sorts in French and keeps legal days, so it needs ICU and the time zones. The next line fails if they go.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble
RUN test -f /usr/share/zoneinfo/Indian/Mayotte && ls /usr/lib/*/libicui18n.so.* && install --directory --owner=$APP_UID --mode=700 /data
ENV DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false \
    Funding__Data=/data \
    Funding__Urls=http://0.0.0.0:5080
WORKDIR /app
COPY --from=build /app .
USER $APP_UID
EXPOSE 5080
# The image has bash but neither curl nor wget.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/5080 && printf 'GET /health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["dotnet", "Funding.Host.dll"]
CMD ["serve"]
