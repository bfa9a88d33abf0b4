using Microsoft.AspNetCore.Routing.Template;

namespace Funding.Host.Api.Http;

/// <summary>The addresses of the API whatever the method: beside a page for everything unknown, routing alone can no longer tell 405 from 404.</summary>
internal sealed class KnownAddresses(EndpointDataSource endpoints)
{
    private readonly Lazy<TemplateMatcher[]> matchers = new(() =>
    [
        .. endpoints.Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<ApiMark>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!).Distinct(StringComparer.Ordinal).Select(pattern => new TemplateMatcher(TemplateParser.Parse(pattern.TrimStart('/')), [])),
    ]);

    public bool Has(PathString path) => Array.Exists(matchers.Value, matcher => matcher.TryMatch(path, []));
}
