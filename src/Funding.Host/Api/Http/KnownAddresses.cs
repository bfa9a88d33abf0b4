using Microsoft.AspNetCore.Routing.Template;

namespace Funding.Host.Api.Http;

/// <summary>The addresses of the API whatever the method: beside a page for everything unknown, routing alone can no longer tell 405 from 404.</summary>
internal sealed class KnownAddresses(EndpointDataSource endpoints)
{
    private readonly Lazy<(TemplateMatcher Address, string Method)[]> known = new(() =>
    [
        .. from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
           where endpoint.Metadata.GetMetadata<ApiMark>() is not null
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
           select (new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText!.TrimStart('/')), []), method),
    ]);

    /// <summary>The methods that an address takes; none when there is no such address.</summary>
    public IEnumerable<string> Methods(PathString path) => known.Value.Where(one => one.Address.TryMatch(path, [])).Select(one => one.Method).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}
