using Mediator;
using Microsoft.AspNetCore.Components;
using Navis.Personalize.Application.Access;
using Navis.Personalize.Web.Words;

namespace Navis.Personalize.Web.Components;

/// <summary>What every page has at hand.</summary>
public abstract class PageBase : ComponentBase
{
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    [Inject]
    public ISender Sender { get; set; } = null!;

    [Inject]
    public CurrentActor Current { get; set; } = null!;

    /// <summary>The words of this page in the reader's language.</summary>
    [Inject]
    internal PageWords W { get; set; } = null!;

    protected Actor? Me => Current.Value;

    protected CancellationToken Stop => Http.RequestAborted;

    /// <summary>This page's own address, for forms that come back to it.</summary>
    protected string Here => Http.Request.Path;

    /// <summary>Shown once, when what it asks for has come: a database on another machine answers later than the first drawing of a component.</summary>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        OnInitialized();
        await OnInitializedAsync();
        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }

    protected string? Query(string name) => Http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;
}
