//! Carrying effects out, off the loop.

use std::sync::Arc;

use tokio::sync::{OnceCell, mpsc};
use tokio::task::{AbortHandle, spawn_blocking};

use super::RequestLog;
use super::keeper::Keeper;
use super::loopback::{self, Pages};
use crate::domain::{BaseUrl, Secret};
use crate::matrix;
use crate::protocol::{Api, Failure, Network, ProxyFault, Reply, Request};
use crate::wizard::{Answer, Event, RequestId};

/// Starts effects, and hands their answers to the loop.
pub(super) struct Effects {
    config: matrix::Config,
    client: Arc<OnceCell<Option<matrix::Client>>>,
    finished: mpsc::UnboundedSender<Event>,
    log: Option<RequestLog>,
    running: Vec<(RequestId, AbortHandle)>,
}

impl Effects {
    pub(super) fn new(
        config: matrix::Config,
        log: Option<RequestLog>,
        finished: mpsc::UnboundedSender<Event>,
    ) -> Self {
        Self {
            config,
            client: Arc::default(),
            finished,
            log,
            running: Vec::new(),
        }
    }

    /// Builds the HTTP client before it is needed: its certificates take a while to load.
    pub(super) fn warm_client(&self) {
        let (cell, config) = (self.client.clone(), self.config.clone());
        tokio::spawn(async move {
            client(&cell, config).await;
        });
    }

    /// Sends a request, as soon as `ready` is.
    pub(super) fn call(
        &mut self,
        id: RequestId,
        base: BaseUrl,
        api: Api,
        request: Box<Request>,
        ready: impl Future<Output = ()> + Send + 'static,
    ) {
        let (cell, config) = (self.client.clone(), self.config.clone());
        let finished = self.finished.clone();
        let log = self.log.clone();
        let task = tokio::spawn(async move {
            ready.await;
            let entry = log.map(|log| log.begin(&base, &request));
            let result: Result<Reply, Failure> = match client(&cell, config).await {
                Some(client) => client.call(&base, api, &request).await,
                // The proxy and the certificates of flags were read before the wizard began, so
                // what is left to fail is the way out.
                None => Err(Failure::Network(Network::Proxy(ProxyFault::Refused))),
            };
            if let Some(entry) = entry {
                entry.end(&result);
            }
            let answer = Answer::Call(Box::new(result));
            let _ = finished.send(Event::Answer(id, answer));
        });
        self.running.retain(|(_, running)| !running.is_finished());
        self.running.push((id, task.abort_handle()));
    }

    /// Stops a request whose answer is no longer needed.
    pub(super) fn abort(&mut self, id: RequestId) {
        if let Some(at) = self.running.iter().position(|(running, _)| *running == id) {
            self.running.swap_remove(at).1.abort();
        }
    }

    /// Hands an answer on once it is there.
    pub(super) fn answer(
        &self,
        id: RequestId,
        answer: impl Future<Output = Answer> + Send + 'static,
    ) {
        let finished = self.finished.clone();
        tokio::spawn(async move {
            let _ = finished.send(Event::Answer(id, answer.await));
        });
    }

    /// Listens for what a browser brings: the first answer says on which port, the second what.
    pub(super) fn listen(
        &mut self,
        (bound, called): (RequestId, RequestId),
        state: Secret,
        pages: Pages,
    ) {
        let finished = self.finished.clone();
        let task = tokio::spawn(async move {
            let answer = |id, answer| {
                let _ = finished.send(Event::Answer(id, answer));
            };
            match loopback::listen().await {
                Err(_) => answer(bound, Answer::Listening(None)),
                Ok((listener, port)) => {
                    answer(bound, Answer::Listening(Some(port)));
                    let callback = loopback::answer(listener, state, pages).await;
                    answer(called, Answer::CalledBack(callback));
                }
            }
        });
        self.running.push((called, task.abort_handle()));
    }

    /// Tells when the task is not on the disk, and when it is again.
    pub(super) fn follow(&self, keeper: &Keeper) {
        let finished = self.finished.clone();
        tokio::spawn(keeper.follow(move |fault| {
            let _ = finished.send(Event::Saved(fault));
        }));
    }

    /// Computes off the loop. `otherwise` is the answer should the computation break down, so
    /// that no wait lasts for ever.
    pub(super) fn compute(
        &self,
        id: RequestId,
        compute: impl FnOnce() -> Answer + Send + 'static,
        otherwise: Answer,
    ) {
        self.answer(id, async {
            spawn_blocking(compute).await.unwrap_or(otherwise)
        });
    }
}

async fn client(
    cell: &OnceCell<Option<matrix::Client>>,
    config: matrix::Config,
) -> Option<matrix::Client> {
    let build = || async {
        spawn_blocking(|| matrix::Client::new(config).ok())
            .await
            .ok()
            .flatten()
    };
    cell.get_or_init(build).await.clone()
}
