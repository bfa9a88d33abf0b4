using System.Globalization;
using Funding.Engine.Acting;
using Funding.Host.Api.Json;

namespace Funding.Host.Api.Acts;

/// <summary>The answer of an act, with its version as ETag and, for a registration, its place.</summary>
internal sealed record ActResult(ActAnswer Answer, bool IsCpts) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Answer.Status;
        if (IsCpts) response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{Answer.Version}\"");
        if (Answer.Status == StatusCodes.Status201Created) response.Headers.Location = $"/api/v1/cpts/{Answer.Id}";
        return response.WriteAsJsonAsync(new { Answer.Id, Answer.Version, Answer.Phase, Answer.Events, Answer.Created }, ApiJson.Options, httpContext.RequestAborted);
    }
}
